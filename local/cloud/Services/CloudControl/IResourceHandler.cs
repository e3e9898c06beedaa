using System.Text.Json.Nodes;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.CloudControl;

/// <summary>One CloudFormation resource type: its own five handlers over the service's domain classes.</summary>
internal interface IResourceHandler
{
    string TypeName { get; }

    /// <summary>The primary identifier, its parts joined by <c>|</c>.</summary>
    string IdentifierOf(JsonObject model, CallContext call);

    /// <summary>Refuses a model with properties that the type's schema does not have.</summary>
    void Validate(JsonObject model);

    void Create(JsonObject model, CallContext call);

    /// <summary>The resource as it reads back, without write-only properties.</summary>
    JsonObject Read(string identifier, CallContext call);

    /// <summary>What an update starts from: the properties as they were written, write-only ones too.</summary>
    JsonObject Desired(string identifier, CallContext call);

    void Update(string identifier, JsonObject model, CallContext call);

    void Delete(string identifier, CallContext call);

    /// <summary>The identifiers in their order, from behind one on.</summary>
    IReadOnlyList<string> List(CallContext call, string? after, int limit);
}
