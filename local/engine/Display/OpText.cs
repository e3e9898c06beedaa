using CustomerLake.Local.Engine.Deploy;

namespace CustomerLake.Local.Engine.Display;

/// <summary>The signs and words by which people know operations.</summary>
internal static class OpText
{
    /// <summary>Two letters, as they stand before a resource.</summary>
    public static string Sign(StepOp op) =>
        op switch
        {
            StepOp.Create => "+ ",
            StepOp.Update => "~ ",
            StepOp.Delete => "- ",
            StepOp.Replace => "+-",
            StepOp.CreateReplacement => "++",
            StepOp.DeleteReplaced => "--",
            StepOp.Read => "> ",
            StepOp.ReadReplacement => ">>",
            StepOp.Refresh => "~ ",
            StepOp.Discard => "< ",
            StepOp.DiscardReplaced => "<<",
            StepOp.RemovePendingReplace => "~ ",
            StepOp.Import => "= ",
            StepOp.ImportReplacement => "=>",
            _ => "  ",
        };

    public static string Planned(StepOp op) =>
        op switch
        {
            StepOp.Same => "",
            StepOp.CreateReplacement => "create replacement",
            StepOp.DeleteReplaced => "delete original",
            StepOp.ReadReplacement => "read for replacement",
            StepOp.Refresh => "refreshing",
            StepOp.DiscardReplaced => "discard original",
            StepOp.RemovePendingReplace => "discard pending replacement",
            StepOp.ImportReplacement => "import replacement",
            _ => op.Name(),
        };

    public static string Doing(StepOp op) =>
        op switch
        {
            StepOp.Same => "",
            StepOp.Create => "creating",
            StepOp.Update => "updating",
            StepOp.Delete => "deleting",
            StepOp.Replace => "replacing",
            StepOp.CreateReplacement => "creating replacement",
            StepOp.DeleteReplaced => "deleting original",
            StepOp.Read => "reading",
            StepOp.ReadReplacement => "reading for replacement",
            StepOp.Refresh => "refreshing",
            StepOp.Discard => "discarding",
            StepOp.DiscardReplaced => "discarding original",
            StepOp.RemovePendingReplace => "discarding pending replacement",
            StepOp.Import => "importing",
            StepOp.ImportReplacement => "importing replacement",
            _ => op.Name(),
        };

    public static string Done(StepOp op) =>
        op switch
        {
            StepOp.Same => "",
            StepOp.Create => "created",
            StepOp.Update => "updated",
            StepOp.Delete => "deleted",
            StepOp.Replace => "replaced",
            StepOp.CreateReplacement => "created replacement",
            StepOp.DeleteReplaced => "deleted original",
            StepOp.Read => "read",
            StepOp.ReadReplacement => "read for replacement",
            StepOp.Refresh => "refresh",
            StepOp.Discard => "discarded",
            StepOp.DiscardReplaced => "discarded original",
            StepOp.RemovePendingReplace => "discarded pending replacement",
            StepOp.Import => "imported",
            StepOp.ImportReplacement => "imported replacement",
            _ => op.Name(),
        };
}
