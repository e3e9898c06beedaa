SELECT
    rfm_segment,
    count(*) AS customers,
    sum(lifetime_value_eur) AS lifetime_value_eur,
    round(avg(CAST(recency_days AS double)), 1) AS average_recency_days
FROM ${database}.customer_360
GROUP BY rfm_segment
ORDER BY lifetime_value_eur DESC, rfm_segment
