-- A day is judged by the country's other days alone: an outlier would otherwise hide in its own deviation.
WITH daily AS (
    SELECT CAST(sales_date AS date) AS sales_date, country, CAST(sum(revenue_eur) AS double) AS revenue_eur
    FROM ${database}.daily_sales
    GROUP BY sales_date, country
),
others AS (
    SELECT
        sales_date,
        country,
        revenue_eur,
        count(*) OVER (PARTITION BY country) - 1 AS days,
        sum(revenue_eur) OVER (PARTITION BY country) - revenue_eur AS total,
        sum(revenue_eur * revenue_eur) OVER (PARTITION BY country) - revenue_eur * revenue_eur AS squares
    FROM daily
),
scored AS (
    SELECT
        sales_date,
        country,
        revenue_eur,
        total / days AS mean,
        sqrt(greatest(squares / days - (total / days) * (total / days), 0e0)) AS deviation
    FROM others
    WHERE days > 1
)
SELECT
    sales_date,
    country,
    round(revenue_eur, 2) AS revenue_eur,
    round(mean, 2) AS mean,
    round((revenue_eur - mean) / nullif(deviation, 0e0), 2) AS score
FROM scored
WHERE revenue_eur >= 2 * mean AND revenue_eur - mean >= 6 * deviation AND deviation > 0
ORDER BY score DESC, sales_date, country
