"use strict";
// Hands the data that a page carries to the charting library. Texts go in as data, never as markup: the library reads
// a few tags in labels, so that what could open one is put in other letters.
(() => {
  const palette = ["#1b5fa8", "#c2410c", "#17703a", "#7a3db8", "#8a6d00", "#0f766e", "#9d174d", "#475569"];
  const plain = (text) => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const axis = { automargin: true, gridcolor: "#e5e9ed", zerolinecolor: "#c9d1d8", fixedrange: true };

  const trace = (chart, series, index) => {
    const labels = series.x.map(plain);
    const color = series.marked ? "#a81b1b" : palette[index % palette.length];
    if (chart.kind === "pie") {
      return { type: "pie", labels, values: series.y, name: plain(series.name) };
    }
    if (chart.kind === "bar") {
      return chart.horizontal
        ? { type: "bar", orientation: "h", x: series.y, y: labels, name: plain(series.name), marker: { color } }
        : { type: "bar", x: labels, y: series.y, name: plain(series.name), marker: { color } };
    }
    return {
      type: "scatter", x: labels, y: series.y, name: plain(series.name), connectgaps: false,
      mode: series.marked ? "markers" : "lines+markers",
      line: { color, width: 2 }, marker: { color, size: series.marked ? 13 : 5, symbol: series.marked ? "diamond" : "circle" },
    };
  };

  const layout = (chart) => ({
    margin: { l: 60, r: 20, t: 10, b: 40 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: "system-ui, 'DejaVu Sans', sans-serif", color: "#1c2733" },
    showlegend: chart.series.length > 1 || chart.kind === "pie", legend: { orientation: "h", y: 1.08 },
    xaxis: chart.kind === "line" ? { ...axis } : { ...axis, type: chart.horizontal ? "linear" : "category" },
    yaxis: chart.horizontal ? { ...axis, type: "category", autorange: "reversed" } : { ...axis, rangemode: "tozero" },
    shapes: chart.lines.map((line) => ({ type: "line", xref: "paper", x0: 0, x1: 1, y0: line.value, y1: line.value, line: { color: "#5a6875", dash: "dot" } })),
    annotations: chart.lines.filter((line) => line.label).map((line) => ({ xref: "paper", x: 1, y: line.value, text: plain(line.label), showarrow: false, xanchor: "right", yanchor: "bottom" })),
  });

  for (const element of document.querySelectorAll("[data-chart]")) {
    const chart = JSON.parse(element.dataset.chart);
    Plotly.newPlot(element, chart.series.map((series, index) => trace(chart, series, index)), layout(chart), { responsive: true, displayModeBar: false });
  }
})();
