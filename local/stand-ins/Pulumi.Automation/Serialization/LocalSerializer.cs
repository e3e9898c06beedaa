using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pulumi.Automation.Events;

namespace Pulumi.Automation.Serialization;

/// <summary>JSON and YAML as the CLI reads and writes them.</summary>
public class LocalSerializer
{
    private static readonly JsonSerializerOptions _options = BuildJsonSerializerOptions();

    public static JsonSerializerOptions BuildJsonSerializerOptions()
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(OpenOurTypes);
        var options = new JsonSerializerOptions
        {
            AllowTrailingCommas = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            TypeInfoResolver = resolver,
        };
        options.Converters.Add(new EnumTextConverter<OperationType>(OperationType.Unknown));
        options.Converters.Add(new EnumTextConverter<UpdateKind>());
        options.Converters.Add(new EnumTextConverter<UpdateState>());
        options.Converters.Add(new EnumTextConverter<DiffKind>());
        options.Converters.Add(new EnumTextConverter<PluginKind>());
        options.Converters.Add(new ObjectConverter());
        options.Converters.Add(new ProjectRuntimeConverter());
        options.Converters.Add(new StackSettingsConfigValueConverter());
        options.Converters.Add(new FlagConverter());
        return options;
    }

    public bool IsValidJson(string content)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(content));
            reader.Read();
            reader.Skip();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public T DeserializeJson<T>(string content) => JsonSerializer.Deserialize<T>(content, _options)!;

    public string SerializeJson<T>(T @object) => JsonSerializer.Serialize(@object, _options);

    public T DeserializeYaml<T>(string content)
        where T : class => Yaml.Read(content).Deserialize<T>(_options)!;

    public string SerializeYaml<T>(T @object)
        where T : class => Yaml.Write(ToNode(@object));

    internal static JsonNode? ToNode<T>(T value) => JsonSerializer.SerializeToNode(value, _options);

    /// <summary>Results are made by this serializer alone: their constructors and setters are not public.</summary>
    private static void OpenOurTypes(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly != typeof(LocalSerializer).Assembly)
        {
            return;
        }

        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        if (type.CreateObject is null && type.Type.GetConstructor(All, []) is { IsPublic: false } constructor)
        {
            type.CreateObject = () => constructor.Invoke([]);
        }

        foreach (var property in type.Properties)
        {
            if (property is { Set: null, AttributeProvider: PropertyInfo { CanWrite: true } member })
            {
                property.Set = member.SetValue;
            }
        }
    }
}
