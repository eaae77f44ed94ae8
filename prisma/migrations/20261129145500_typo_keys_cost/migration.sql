-- No statement tempts the planner to compute the keys instead of asking the index, and estimates of hundreds of thousands
-- would start just-in-time compilation on servers that have it.
ALTER FUNCTION crm_typo_keys(TEXT) COST 100;
