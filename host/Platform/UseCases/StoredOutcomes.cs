using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Keeps the value of a use case for a repeated request: an entity by its id, so that the repeat shows it as it is now;
/// anything else as JSON.
/// </summary>
internal static class StoredOutcomes
{
    public static string Write(object? value) => value is not null && IdOf(value) is { } id
        ? JsonSerializer.Serialize(new Reference(id), IdJson.Options)
        : JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), IdJson.Options);

    public static async Task<IOutcome> Read(Call call, string json)
    {
        var context = call.Services.GetServices<ModuleDb>().FirstOrDefault(c => c.Model.FindEntityType(call.UseCase.ValueType) is not null);
        if (context?.Model.FindEntityType(call.UseCase.ValueType)?.FindPrimaryKey()?.Properties is [var key])
        {
            var id = JsonSerializer.Deserialize<JsonElement>(json).GetProperty("entity").Deserialize(key.ClrType, IdJson.Options);
            return Outcome.Of(await context.FindAsync(call.UseCase.ValueType, [id], call.Cancellation));
        }

        return Outcome.Of(JsonSerializer.Deserialize(json, call.UseCase.ValueType, IdJson.Options));
    }

    private static object? IdOf(object value) => value.GetType().GetProperty("Id")?.GetValue(value) is { } id
        && Array.Exists(id.GetType().GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)) ? id : null;

    private sealed record Reference(object Entity);
}
