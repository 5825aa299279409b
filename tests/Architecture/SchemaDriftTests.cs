using CarePlatform.Platform;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Architecture.Tests;

/// <summary>The two descriptions of a table, migration and EF model, say the same.</summary>
public sealed class SchemaDriftTests
{
    [Fact]
    public async Task Every_modules_model_fits_its_migrated_tables()
    {
        await using var database = await TestDatabase.CreateAsync([.. PlatformSetup.Migrations(LoadedModules.All)]);
        var contexts = LoadedModules.All.SelectMany(m => m.GetType().Assembly.GetTypes()).Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(ModuleDb)));
        Assert.NotEmpty(contexts);
        foreach (var type in contexts)
        {
            await using var context = (ModuleDb)Activator.CreateInstance(type, typeof(ContextPool<>).MakeGenericType(type).GetProperty("Options")!.GetValue(null))!;
            Assert.Empty(await SchemaDrift.FindAsync(context, database.AdministratorConnectionString, TestContext.Current.CancellationToken));
        }
    }
}
