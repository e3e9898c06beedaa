SELECT
    CAST(order_date AS date) AS sales_date,
    count(*) AS orders,
    sum(quantity) AS quantity,
    sum(amount_eur) AS revenue_eur
FROM ${database}.orders
GROUP BY order_date
ORDER BY sales_date
