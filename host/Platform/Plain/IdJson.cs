using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlatform.Platform;

/// <summary>Writes typed ids in events and stored documents in their wire form.</summary>
public sealed class IdJson : JsonConverterFactory
{
    /// <summary>The settings with which events, timers and stored documents are written and read.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new IdJson(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new TimeZoneJson(), new FeatureSetJson() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsValueType
        && Array.Exists(typeToConvert.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<TId> : JsonConverter<TId>
        where TId : struct, IId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Id.TryParse<TId>(reader.GetString(), out var id)
                ? id
                : throw new JsonException($"\"{reader.GetString()}\" is not an id of the form {TId.Prefix}_ and 26 characters.");

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Id.Format(value));

        public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Id.Format(value));
    }
}
