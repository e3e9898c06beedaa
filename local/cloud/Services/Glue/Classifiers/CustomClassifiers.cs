using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>User-defined classifiers. Grok and XML ones are refused: members that no record here declares.</summary>
internal sealed class CustomClassifiers(StateDatabase database, TimeProvider time)
{
    private const int LargestPage = 1000;

    private readonly ResourceTable<CustomClassifier> _records = new(database, "glue.classifier");

    /// <exception cref="AwsException">EntityNotFoundException.</exception>
    public CustomClassifier Get(Scope scope, string name) =>
        _records.Find(scope, name) ?? throw GlueErrors.ClassifierNotFound(name);

    public Task<Nothing> CreateAsync(ClassifierRequest request, CallContext call, CancellationToken _)
    {
        var classifier = Read(request);
        if (!_records.TryAdd(call.Scope, classifier.Name, classifier))
        {
            throw GlueErrors.AlreadyExists($"Classifier {classifier.Name}");
        }

        return Nothing.Task;
    }

    /// <summary>Members left out keep what they were; the kind of a classifier cannot change.</summary>
    public Task<Nothing> UpdateAsync(ClassifierRequest request, CallContext call, CancellationToken cancellationToken)
    {
        var name = NameOf(request);
        _ =
            _records.Update(
                call.Scope,
                name,
                current =>
                {
                    var merged = Read(Merge(current, request));
                    return merged with { CreationTime = current.CreationTime, Version = current.Version + 1 };
                }
            ) ?? throw GlueErrors.ClassifierNotFound(name);
        return Nothing.Task;
    }

    public Task<GetClassifierResponse> GetAsync(ClassifierNameRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(new GetClassifierResponse(Get(call.Scope, request.Name).ToDescription()));

    public Task<GetClassifiersResponse> ListAsync(GetClassifiersRequest request, CallContext call, CancellationToken _)
    {
        var page = Paging.Take(
            _records.List(call.Scope),
            classifier => classifier.Name,
            request.NextToken,
            request.MaxResults,
            LargestPage
        );
        return Task.FromResult(
            new GetClassifiersResponse([.. page.Items.Select(item => item.ToDescription())], page.NextToken)
        );
    }

    public Task<Nothing> DeleteAsync(ClassifierNameRequest request, CallContext call, CancellationToken _)
    {
        if (!_records.Delete(call.Scope, request.Name))
        {
            throw GlueErrors.ClassifierNotFound(request.Name);
        }

        return Nothing.Task;
    }

    private static string NameOf(ClassifierRequest request) =>
        (request.CsvClassifier?.Name, request.JsonClassifier?.Name) switch
        {
            ({ } csv, null) => csv,
            (null, { } json) => json,
            _ => throw GlueErrors.InvalidInput("Exactly one classifier must be given."),
        };

    private CustomClassifier Read(ClassifierRequest request)
    {
        var name = NameOf(request);
        GlueNames.Require(name, "classifier.name");
        if (request.CsvClassifier is { } csv)
        {
            CustomCsv.Check(csv);
        }
        else
        {
            CustomClassifier.PathOf(request.JsonClassifier!);
        }

        var now = time.GetUtcNow();
        return new CustomClassifier
        {
            Name = name,
            Csv = request.CsvClassifier,
            Json = request.JsonClassifier,
            CreationTime = now,
            LastUpdated = now,
        };
    }

    private static ClassifierRequest Merge(CustomClassifier current, ClassifierRequest update)
    {
        if (update.CsvClassifier is null != current.Csv is null)
        {
            throw GlueErrors.InvalidInput($"Classifier {current.Name} is of another kind; the kind cannot be changed.");
        }

        return current.Csv is { } csv
            ? update with
            {
                CsvClassifier = Merge(csv, update.CsvClassifier!),
            }
            : update with
            {
                JsonClassifier = current.Json! with
                {
                    JsonPath = update.JsonClassifier!.JsonPath ?? current.Json.JsonPath,
                },
            };
    }

    private static CsvClassifierInput Merge(CsvClassifierInput current, CsvClassifierInput update) =>
        current with
        {
            Delimiter = update.Delimiter ?? current.Delimiter,
            QuoteSymbol = update.QuoteSymbol ?? current.QuoteSymbol,
            ContainsHeader = update.ContainsHeader ?? current.ContainsHeader,
            Header = update.Header ?? current.Header,
            DisableValueTrimming = update.DisableValueTrimming ?? current.DisableValueTrimming,
            AllowSingleColumn = update.AllowSingleColumn ?? current.AllowSingleColumn,
            CustomDatatypeConfigured = update.CustomDatatypeConfigured ?? current.CustomDatatypeConfigured,
            CustomDatatypes = update.CustomDatatypes ?? current.CustomDatatypes,
            Serde = update.Serde ?? current.Serde,
        };
}
