namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>Marks a request member that is accepted and has no effect here; the fidelity ledger prints the reason.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IgnoredAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
