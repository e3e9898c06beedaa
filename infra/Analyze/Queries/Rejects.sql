SELECT source, reason, count(*) AS rejected
FROM ${database}.rejects
GROUP BY source, reason
ORDER BY source, reason
