using System.Text;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>What a call's printer knows: the arguments' DuckDB texts and types, and the result's type.</summary>
internal sealed record PrintedCall(IReadOnlyList<string> Arguments, IReadOnlyList<SqlType> Types, SqlType Result);

/// <summary>How a call prints. A template's <c>{0}</c>, <c>{1}</c> are arguments, <c>{*}</c> all of them by commas.</summary>
internal abstract record CallForm
{
    public static implicit operator CallForm(string template) => new TemplateForm(template);

    public static implicit operator CallForm(Func<PrintedCall, string> print) => new DelegateForm(print);

    public abstract string Print(PrintedCall call);
}

internal sealed record TemplateForm(string Template) : CallForm
{
    public override string Print(PrintedCall call)
    {
        var template = AggregateMarks.Protect(Template);
        var text = new StringBuilder(template.Length + 32);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{' || i + 2 >= template.Length || template[i + 2] != '}')
            {
                text.Append(template[i]);
                continue;
            }

            var name = template[i + 1];
            text.Append(name == '*' ? string.Join(", ", call.Arguments) : call.Arguments[name - '0']);
            i += 2;
        }

        return text.ToString();
    }
}

/// <summary>A template made for the call's types.</summary>
internal sealed record TemplateMakerForm(Func<PrintedCall, string> Template) : CallForm
{
    public override string Print(PrintedCall call) => new TemplateForm(Template(call)).Print(call);
}

/// <summary>A printer in code; two are equal when they are one delegate over equal state.</summary>
internal sealed record DelegateForm(Func<PrintedCall, string> Printer) : CallForm
{
    public override string Print(PrintedCall call) => Printer(call);
}
