using System.Text.Json;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>Keeps a small document in a jsonb column, in the form that events use as well.</summary>
internal static class JsonColumn
{
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
        where T : class?
    {
        ForgetFoundTypes((IConventionModel)property.Metadata.DeclaringType.Model);
        return property
            .HasColumnType("jsonb")
            .HasConversion(
                value => JsonSerializer.Serialize(value, IdJson.Options),
                text => JsonSerializer.Deserialize<T>(text, IdJson.Options)!,
                new ValueComparer<T>(
                    (a, b) => JsonSerializer.Serialize(a, IdJson.Options) == JsonSerializer.Serialize(b, IdJson.Options),
                    value => JsonSerializer.Serialize(value, IdJson.Options).GetHashCode(StringComparison.Ordinal),
                    value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, IdJson.Options), IdJson.Options)!));
    }

    // What a document is made of is taken for tables as soon as an entity names it.
    private static void ForgetFoundTypes(IConventionModel model)
    {
        foreach (var type in model.GetEntityTypes().Where(e => e.GetConfigurationSource() is ConfigurationSource.Convention).ToList())
        {
            model.Builder.Ignore(type.ClrType, fromDataAnnotation: true);
        }
    }
}
