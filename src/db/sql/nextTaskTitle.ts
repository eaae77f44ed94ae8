/** The title of the most pressing open task of a contact `c`, null without one. */
export const nextTaskTitle = `CASE WHEN c.open_tasks > 0 THEN (
  SELECT t.title FROM tasks t WHERE t.user_id = $1 AND t.contact_id = c.id AND t.status <> 'done'
  ORDER BY t.due_date, t.due_time, t.priority DESC, t.created_at DESC, t.id DESC LIMIT 1) END`;
