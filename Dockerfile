# Without DATABASE_URL the embedded PostgreSQL runs in the container and keeps everything in /data.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
WORKDIR /app
COPY --from=build /app ./
# PostgreSQL refuses to run as root. The app creates links to PostgreSQL's libraries in node_modules.
RUN mkdir /data && chown -R node:node /data /app
USER node
VOLUME /data
EXPOSE 3000
# Stopping PostgreSQL and finishing requests needs time: docker stop -t 30.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "src/build/start.mjs"]
