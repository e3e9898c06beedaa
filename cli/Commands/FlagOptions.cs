using System.CommandLine;
using CustomerLake.Environments;

namespace CustomerLake.Cli.Commands;

/// <summary>The pulumi CLI's options of an operation, under their names there; each verb has those that mean something for it.</summary>
internal sealed class FlagOptions(string verb)
{
    private readonly Option<int?> _parallel = new("--parallel", "-p") { Description = "How many steps at once." };
    private readonly Option<string?> _message = new("--message", "-m") { Description = "Kept with the history." };
    private readonly Option<string[]> _target = new("--target", "-t")
    {
        Description = "Only this resource (URN, or a pattern with *); may be given again.",
    };
    private readonly Option<bool> _targetDependents = new("--target-dependents")
    {
        Description = "Also what depends on a target.",
    };
    private readonly Option<string[]> _exclude = new("--exclude", "-x")
    {
        Description = "Not this resource (URN, or a pattern with *); may be given again.",
    };
    private readonly Option<bool> _excludeDependents = new("--exclude-dependents")
    {
        Description = "Neither what depends on an excluded one.",
    };
    private readonly Option<string[]> _replace = new("--replace")
    {
        Description = "Replace this resource (URN) though nothing asks for it; may be given again.",
    };
    private readonly Option<bool> _refresh = new("--refresh", "-r") { Description = "Refresh first." };
    private readonly Option<bool> _previewOnly = new("--preview-only") { Description = "Say what would be done only." };
    private readonly Option<bool> _diff = new("--diff") { Description = "Show every property that differs." };
    private readonly Option<bool> _expectNoChanges = new("--expect-no-changes")
    {
        Description = "Fail if anything would change.",
    };
    private readonly Option<bool> _continueOnError = new("--continue-on-error")
    {
        Description = "Go on with what does not depend on what failed.",
    };
    private readonly Option<FileInfo?> _plan = new("--plan") { Description = "Do only what this plan allows." };
    private readonly Option<FileInfo?> _savePlan = new("--save-plan") { Description = "Write the plan to this file." };
    private readonly Option<bool> _clearPendingCreates = new("--clear-pending-creates")
    {
        Description = "Forget creations that were interrupted.",
    };
    private readonly Option<string[]> _importPendingCreates = new("--import-pending-creates")
    {
        Description = "Take over what an interrupted creation made: the URN, then again the id.",
    };
    private readonly Option<bool> _skipPendingCreates = new("--skip-pending-creates")
    {
        Description = "Leave creations that were interrupted as they are.",
    };
    private readonly Option<bool> _runProgram = new("--run-program") { Description = "Run the program first." };
    private readonly Option<bool> _debug = new("--debug", "-d") { Description = "Show debug messages, too." };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Taken for granted: nothing is asked." };
    private readonly Option<bool> _skipPreview = new("--skip-preview", "-f")
    {
        Description = "Taken for granted: `lake preview` previews.",
    };
    private readonly Option<bool> _json = new("--json", "-j") { Description = "One JSON document." };

    public void AddTo(Command command)
    {
        _importPendingCreates.Validators.Add(result =>
        {
            if (result.Tokens.Count % 2 != 0)
            {
                result.AddError("--import-pending-creates wants pairs: a URN, then given again, the id.");
            }
        });
        foreach (var option in OptionsOf(verb))
        {
            command.Add(option);
        }
    }

    public OperationFlags Read(ParseResult parsed)
    {
        var creates = parsed.GetValue(_importPendingCreates) ?? [];
        return new OperationFlags
        {
            Parallel = parsed.GetValue(_parallel),
            Message = parsed.GetValue(_message),
            Targets = parsed.GetValue(_target) ?? [],
            TargetDependents = parsed.GetValue(_targetDependents),
            Excludes = parsed.GetValue(_exclude) ?? [],
            ExcludeDependents = parsed.GetValue(_excludeDependents),
            Replace = parsed.GetValue(_replace) ?? [],
            Refresh = parsed.GetValue(_refresh),
            PreviewOnly = parsed.GetValue(_previewOnly),
            Diff = parsed.GetValue(_diff),
            ExpectNoChanges = parsed.GetValue(_expectNoChanges),
            ContinueOnError = parsed.GetValue(_continueOnError),
            // The command runs in the stack's work folder; a file is named from here.
            Plan = (parsed.GetValue(_plan) ?? parsed.GetValue(_savePlan))?.FullName,
            ClearPendingCreates = parsed.GetValue(_clearPendingCreates),
            ImportPendingCreates = [.. creates.Chunk(2).Select(pair => (pair[0], pair[1]))],
            SkipPendingCreates = parsed.GetValue(_skipPendingCreates),
            RunProgram = parsed.GetValue(_runProgram),
            Debug = parsed.GetValue(_debug),
            Json = parsed.GetValue(_json),
        };
    }

    private IEnumerable<Option> OptionsOf(string verb) =>
        [
            .. (Option[])[_parallel, _message, _target, _exclude, _json, _debug],
            .. verb switch
            {
                "up" => (Option[])
                    [
                        _targetDependents,
                        _excludeDependents,
                        _replace,
                        _refresh,
                        _diff,
                        _expectNoChanges,
                        _continueOnError,
                        _plan,
                        _yes,
                        _skipPreview,
                    ],
                "preview" =>
                [
                    _targetDependents,
                    _excludeDependents,
                    _replace,
                    _refresh,
                    _diff,
                    _expectNoChanges,
                    _savePlan,
                ],
                "refresh" =>
                [
                    _previewOnly,
                    _runProgram,
                    _expectNoChanges,
                    _skipPendingCreates,
                    _clearPendingCreates,
                    _importPendingCreates,
                    _yes,
                    _skipPreview,
                ],
                "destroy" =>
                [
                    _targetDependents,
                    _excludeDependents,
                    _refresh,
                    _runProgram,
                    _previewOnly,
                    _continueOnError,
                    _yes,
                    _skipPreview,
                ],
                _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "This verb has no flags."),
            },
        ];
}
