using System.Text.Json;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

/// <summary>Keeps a small document in a jsonb column, in the form that events have. It is replaced as a whole, never changed in place.</summary>
internal static class DocumentColumn
{
    public static PropertyBuilder<T> AsDocument<T>(this PropertyBuilder<T> property)
        where T : class => property.HasColumnType("jsonb").HasConversion(
            value => JsonSerializer.Serialize(value, IdJson.Options),
            text => JsonSerializer.Deserialize<T>(text, IdJson.Options)!,
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => value.GetHashCode(), value => value));
}
