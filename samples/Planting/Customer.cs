namespace CustomerLake.Samples.Planting;

/// <summary>A customer as the curated zone must show it.</summary>
internal sealed record Customer(
    string Id,
    Market Market,
    string FirstName,
    string LastName,
    string Email,
    string Phone,
    string Address,
    string City,
    DateOnly BirthDate,
    bool MarketingConsent,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    DateOnly IngestDate
);

/// <summary>One line of the CRM export: the texts as they are written.</summary>
internal sealed record CustomerRow(
    string Id,
    string FirstName,
    string LastName,
    string Email,
    string Phone,
    string Country,
    string Address,
    string City,
    string BirthDate,
    string MarketingConsent,
    DateTime CreatedAt,
    DateTime UpdatedAt
);

/// <summary>A row that must end in <c>rejects</c>.</summary>
internal sealed record Reject(string Source, string RowKey, string Reason);
