using System.Collections.Concurrent;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>The things that the fake provider has made: the cloud of a scenario.</summary>
internal sealed class FakeCloud
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FakeItem> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counters = new(StringComparer.Ordinal);
    private int _age;

    public FakeItem? Find(string id)
    {
        lock (_lock)
        {
            return _items.GetValueOrDefault(id);
        }
    }

    public FakeItem? Newest(string name)
    {
        lock (_lock)
        {
            return _items
                .Values.Where(item => item.Inputs.Text("name") == name)
                .OrderByDescending(item => item.Age)
                .FirstOrDefault();
        }
    }

    public FakeItem? FindBy(string property, PropertyValue value, string except = "")
    {
        lock (_lock)
        {
            return _items.Values.FirstOrDefault(item =>
                item.Id != except && item.Inputs.Find(property) is { } found && found.Equals(value)
            );
        }
    }

    public FakeItem Create(string name, string type, string region, PropertyMap inputs)
    {
        lock (_lock)
        {
            var number = _counters[name] = _counters.GetValueOrDefault(name) + 1;
            var item = new FakeItem($"{name}-{number}", type, region, 1, inputs, ++_age);
            _items[item.Id] = item;
            return item;
        }
    }

    public void Put(FakeItem item)
    {
        lock (_lock)
        {
            _items[item.Id] = item with { Age = item.Age == 0 ? ++_age : item.Age };
        }
    }

    public void Remove(string id)
    {
        lock (_lock)
        {
            _items.Remove(id);
        }
    }

    public IReadOnlyList<FakeItem> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _items.Values];
            }
        }
    }

    public int Count => All.Count;
}

/// <param name="Inputs">Without secret markers, as a real cloud would keep them.</param>
internal sealed record FakeItem(string Id, string Type, string Region, int Revision, PropertyMap Inputs, int Age = 0);

/// <summary>One call of the fake provider, as scenarios record it.</summary>
internal sealed record FakeCall(string Call)
{
    public string? Urn { get; init; }

    public string? Id { get; init; }

    public string? Token { get; init; }

    public bool Preview { get; init; }

    public double? Timeout { get; init; }

    public string Name => Urn is null ? Token ?? "" : Values.Urn.Parse(Urn).Name;
}

/// <summary>What goes wrong in a step of a scenario, and what waits for a call.</summary>
internal sealed class FakeWorld(TimeProvider time, FakeCloud? cloud = null)
{
    private readonly ConcurrentDictionary<string, FakeFault> _faults = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<FakeCall> _calls = new();

    public FakeCloud Cloud { get; } = cloud ?? new();

    public TimeProvider Time => time;

    /// <summary>Called as each call of the provider begins.</summary>
    public Action<FakeCall>? OnCall { get; set; }

    public IReadOnlyCollection<FakeCall> Calls => _calls;

    public void Begin(IEnumerable<KeyValuePair<string, FakeFault>> faults)
    {
        _calls.Clear();
        _faults.Clear();
        foreach (var (key, fault) in faults)
        {
            _faults[key] = fault;
        }
    }

    public void Record(FakeCall call)
    {
        _calls.Enqueue(call);
        OnCall?.Invoke(call);
    }

    public FakeFault? Strike(string operation, string name) =>
        _faults.TryGetValue($"{operation}:{name}", out var fault) && fault.Strikes() ? fault : null;
}

/// <summary>A fault that a scenario orders for one call.</summary>
internal sealed class FakeFault(string mode)
{
    private int _left = int.MaxValue;

    public string Mode => mode;

    public string? Message { get; init; }

    public TimeSpan Delay { get; init; }

    public bool After { get; init; }

    public bool IgnoreCancel { get; init; }

    public int? Times
    {
        init => _left = value ?? int.MaxValue;
    }

    /// <summary>When set, the delay lasts until this is over.</summary>
    public Task? Until { get; init; }

    public Task Wait(TimeProvider time) => Until ?? Task.Delay(Delay, time);

    public bool Strikes() => Interlocked.Decrement(ref _left) >= 0;
}
