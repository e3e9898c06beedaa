SELECT country, sum(quantity) AS quantity, sum(revenue_eur) AS revenue_eur
FROM ${database}.daily_sales
GROUP BY country
ORDER BY revenue_eur DESC, country
