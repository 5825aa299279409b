using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Keeps the value of a use case for a repeated request: an entity by its id, so that the repeat shows it as it is now;
/// anything else as JSON.
/// </summary>
internal static class StoredOutcomes
{
    public static string Write(Call call, object? value) => value is not null && Key(call) is { } key
        ? JsonSerializer.Serialize(new { entity = key.PropertyInfo!.GetValue(value) }, IdJson.Options)
        : JsonSerializer.Serialize(new { value }, IdJson.Options);

    public static async Task<IOutcome> Read(Call call, string json)
    {
        var stored = JsonSerializer.Deserialize<JsonElement>(json);
        if (!stored.TryGetProperty("entity", out var id))
        {
            return Outcome.Of(stored.GetProperty("value").Deserialize(call.UseCase.ValueType, IdJson.Options));
        }

        var key = Key(call)!;
        var context = ContextOf(call)!;
        return Outcome.Of(await context.FindAsync(call.UseCase.ValueType, [id.Deserialize(key.ClrType, IdJson.Options)], call.Cancellation));
    }

    private static IProperty? Key(Call call) =>
        ContextOf(call)?.Model.FindEntityType(call.UseCase.ValueType)?.FindPrimaryKey()?.Properties is [{ PropertyInfo: not null } only] ? only : null;

    private static ModuleDb? ContextOf(Call call) =>
        call.Services.GetServices<ModuleDb>().FirstOrDefault(c => c.Model.FindEntityType(call.UseCase.ValueType) is not null);
}
