using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.State;

/// <summary>
/// The snapshot while an operation runs. Every change is appended to a journal beside the checkpoint, one line each, so
/// that saving a step costs the size of that step and not of the stack. The next reader of a checkpoint with a journal
/// replays it; at the end of an operation the checkpoint is written as a whole and the journal goes.
/// </summary>
/// <remarks>
/// The order of resources is that of Pulumi's engine: what this operation has touched, in the order of its steps, then
/// what is left of the state before; except that nothing comes before what it needs.
/// </remarks>
public sealed class SnapshotJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AppendFile? _file;
    private readonly SecretForm _form;
    private readonly StringBuilder _waiting = new();
    private readonly Dictionary<ResourceState, int> _keys = [];
    private readonly SortedDictionary<int, ResourceState> _base = [];
    private readonly SortedDictionary<int, ResourceState> _added = [];
    private readonly SortedDictionary<int, PendingOperation> _pending = [];
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private readonly Snapshot _start;
    private int _next;

    /// <param name="file">Null keeps everything in memory (a preview).</param>
    internal SnapshotJournal(Snapshot start, AppendFile? file, SecretForm form, string baseHash)
    {
        (_start, _file, _form) = (start, file, form);
        foreach (var state in start.Resources)
        {
            _keys[state] = _next;
            _base[_next++] = state;
        }

        // Updates, deletes and reads that were interrupted are over; a create may have made something.
        foreach (var pending in start.Pending.Where(pending => pending.Kind == PendingKind.Creating))
        {
            _pending[_next++] = pending;
        }

        if (file is not null)
        {
            file.Append(new JsonObject { ["base"] = baseHash, ["next"] = _next }.ToJsonString() + "\n");
        }
    }

    /// <summary>The snapshot as it stands.</summary>
    public Snapshot Current
    {
        get
        {
            lock (_lock)
            {
                return _start with
                {
                    Resources = SnapshotOrder.Of([
                        .. _added.Values,
                        .. _base.Select(entry => Kept(entry.Key, entry.Value)),
                    ]),
                    Pending = [.. _pending.OrderByDescending(entry => IsNew(entry.Key)).Select(entry => entry.Value)],
                };
            }
        }
    }

    /// <summary>Whether anything was written: a refused operation leaves no trace.</summary>
    public bool Changed { get; private set; }

    public int Begin(ResourceState state, PendingKind kind)
    {
        lock (_lock)
        {
            var key = _next++;
            var pending = new PendingOperation(state.Copy(), kind);
            _pending[key] = pending;
            Write(() => new JsonObject { ["begin"] = key, ["pending"] = Snapshot.WritePending(pending, _form) });
            Flush();
            return key;
        }
    }

    public void End(int key, Action? changes = null)
    {
        lock (_lock)
        {
            _pending.Remove(key);
            Write(() => new JsonObject { ["end"] = key });
            changes?.Invoke();
            Flush();
        }
    }

    /// <summary>The step has made this the state of its resource.</summary>
    public void Add(ResourceState state)
    {
        lock (_lock)
        {
            var key = _next++;
            _keys[state] = key;
            _added[key] = state;
            if (_renamed.Count > 0)
            {
                state.RenameReferences(NameNow);
            }

            Write(() => new JsonObject { ["add"] = key, ["state"] = ResourceStateJson.Write(state, _form) });
        }
    }

    /// <summary>The old state is no longer part of the snapshot.</summary>
    public void Drop(ResourceState state)
    {
        lock (_lock)
        {
            if (_keys.Remove(state, out var key) && (_base.Remove(key) || _added.Remove(key)))
            {
                Write(() => new JsonObject { ["drop"] = key });
            }
        }
    }

    /// <summary>A state already in the snapshot was changed in place.</summary>
    public void Update(ResourceState state, bool flush = true)
    {
        lock (_lock)
        {
            if (!_keys.TryGetValue(state, out var key))
            {
                return;
            }

            if (_base.ContainsKey(key))
            {
                _base[key] = state;
                state = Kept(key, state);
            }

            Write(() => new JsonObject { ["set"] = key, ["state"] = ResourceStateJson.Write(state, _form) });
            if (flush)
            {
                Flush();
            }
        }
    }

    /// <summary>
    /// Everything that named the old URN names the new one, and what is below it has moved along. States of before stay as
    /// the operation knows them; only the snapshot has the new names.
    /// </summary>
    public void Rename(string from, string to)
    {
        lock (_lock)
        {
            if (from == to || _renamed.GetValueOrDefault(from) == to)
            {
                return;
            }

            _renamed[from] = to;
            foreach (var state in _added.Values.Where(state => state.AllDependencies().Contains(from)))
            {
                state.RenameReferences(NameNow);
                Update(state, flush: false);
            }

            foreach (var state in _base.Values.ToList())
            {
                if (state.Parent == from && state.Urn != from)
                {
                    Rename(state.Urn, Below(to, state));
                }

                if (state.Urn == from || state.AllDependencies().Contains(from))
                {
                    Update(state, flush: false);
                }
            }
        }
    }

    private static string Below(string parent, ResourceState state)
    {
        var urn = state.ParsedUrn;
        return Urn.Create(urn.Stack, urn.Project, parent, urn.Type, urn.Name).ToString();
    }

    private string NameNow(string urn) => _renamed.GetValueOrDefault(urn, urn);

    /// <summary>A state of before under the names of now.</summary>
    private ResourceState Kept(int key, ResourceState state)
    {
        if (
            _renamed.Count == 0
            || (!_renamed.ContainsKey(state.Urn) && !state.AllDependencies().Any(_renamed.ContainsKey))
        )
        {
            return state;
        }

        var kept = state.Copy(NameNow(state.Urn));
        kept.RenameReferences(NameNow);
        _keys[kept] = key;
        return kept;
    }

    /// <summary>Puts another list of resources in place of all (after a refresh).</summary>
    public void Rebase(IEnumerable<ResourceState> states)
    {
        lock (_lock)
        {
            foreach (var state in _base.Values.Concat(_added.Values).ToList())
            {
                Drop(state);
            }

            foreach (var state in states)
            {
                var key = _next++;
                _keys[state] = key;
                _base[key] = state;
                Write(() => new JsonObject { ["base"] = key, ["state"] = ResourceStateJson.Write(state, _form) });
            }

            Flush();
        }
    }

    /// <summary>Forgets interrupted creations of these URNs, or of all.</summary>
    public void ClearPending(Func<string, bool> isMeant)
    {
        lock (_lock)
        {
            foreach (var (key, _) in _pending.Where(entry => isMeant(entry.Value.Resource.Urn)).ToList())
            {
                _pending.Remove(key);
                Write(() => new JsonObject { ["end"] = key });
            }

            Flush();
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>The journal's lines laid over the checkpoint; a last line cut short is what was not acknowledged.</summary>
    internal static Snapshot Replay(Snapshot start, IEnumerable<string> lines, Func<string, string>? decrypt)
    {
        var (bases, added) = (new SortedDictionary<int, ResourceState>(), new SortedDictionary<int, ResourceState>());
        var pending = new SortedDictionary<int, PendingOperation>();
        var next = 0;
        foreach (var state in start.Resources)
        {
            bases[next++] = state;
        }

        foreach (var old in start.Pending.Where(old => old.Kind == PendingKind.Creating))
        {
            pending[next++] = old;
        }

        foreach (var line in lines)
        {
            if (TryParse(line) is not { } document)
            {
                break;
            }

            using (document)
            {
                Apply(document.RootElement);
            }
        }

        return start with
        {
            Resources = SnapshotOrder.Of([.. added.Values, .. bases.Values]),
            Pending = [.. pending.Values],
        };

        void Apply(JsonElement entry)
        {
            var kind = entry.EnumerateObject().First();
            var key = kind.Value.GetInt32();
            switch (kind.Name)
            {
                case "begin":
                    pending[key] = Snapshot.ReadPending(entry.GetProperty("pending"), decrypt);
                    break;
                case "end":
                    pending.Remove(key);
                    break;
                case "drop":
                    _ = bases.Remove(key) || added.Remove(key);
                    break;
                case "base":
                    bases[key] = ResourceStateJson.Read(entry.GetProperty("state"), decrypt);
                    break;
                case "set" when bases.ContainsKey(key):
                    bases[key] = ResourceStateJson.Read(entry.GetProperty("state"), decrypt);
                    break;
                default:
                    added[key] = ResourceStateJson.Read(entry.GetProperty("state"), decrypt);
                    break;
            }
        }
    }

    private static JsonDocument? TryParse(string line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsNew(int key) => key >= _start.Resources.Length + _start.Pending.Length;

    private void Write(Func<JsonObject> entry)
    {
        Changed = true;
        if (_file is not null)
        {
            _waiting.Append(entry().ToJsonString()).Append('\n');
        }
    }

    /// <summary>Unchanged resources wait for the next real change: nothing is lost when they are not written.</summary>
    private void Flush()
    {
        if (_file is not null && _waiting.Length > 0)
        {
            _file.Append(_waiting.ToString());
            _waiting.Clear();
        }
    }
}
