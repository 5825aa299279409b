using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlatform.Platform;

/// <summary>Writes a time zone as its IANA name.</summary>
internal sealed class TimeZoneJson : JsonConverter<TimeZoneInfo>
{
    public override TimeZoneInfo Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeZoneInfo.FindSystemTimeZoneById(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, TimeZoneInfo value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}

/// <summary>Writes a set of features as its ids.</summary>
internal sealed class FeatureSetJson : JsonConverter<FeatureSet>
{
    public override FeatureSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<string[]>(ref reader, options)!);

    public override void Write(Utf8JsonWriter writer, FeatureSet value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Ids.Order(StringComparer.Ordinal), options);
}
