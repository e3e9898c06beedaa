SELECT
    (SELECT count(*) FROM ${database}.customers) AS customers,
    count(*) AS orders,
    sum(amount_eur) AS revenue_eur,
    round(avg(CAST(amount_eur AS double)), 2) AS average_order_eur,
    count(DISTINCT customer_id) AS buyers
FROM ${database}.orders
