using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Modules.Tests;

/// <summary>Every loader of every module, whatever its rows are made of.</summary>
public sealed class LoaderTests
{
    public static TheoryData<string> Loaders => [.. LoadedModules.All.SelectMany(m => m.GetType().Assembly.GetTypes())
        .Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IDataLoader))).Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Whole_rows_are_read_at_every_reach(string name)
    {
        var type = LoadedModules.All.Select(m => m.GetType().Assembly.GetType(name)).OfType<Type>().First();
        var tenant = await TestTenant.From();
        foreach (var reach in Enum.GetValues<Reach>())
        {
            await using var scope = tenant.Host.Services.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<Session>();
            session.OnlyReads = true;
            session.Begin(tenant.Tenant, Somebody(reach), Guid.CreateVersion7());
            var loader = scope.ServiceProvider.GetRequiredService(type);

            var found = await (Task<int>)typeof(LoaderTests).GetMethod(nameof(Read))!
                .MakeGenericMethod(((IDataLoader)loader).KeyType, ((IDataLoader)loader).ValueType).Invoke(null, [loader, session])!;

            Assert.Equal(0, found);
        }
    }

    public static async Task<int> Read<TKey, TValue>(DataLoader<TKey, TValue> loader, Session session)
        where TKey : notnull
    {
        await session.OpenAsync(TestContext.Current.CancellationToken);
        var key = typeof(TKey) == typeof(string) ? (TKey)(object)"" : default!;
        return (await loader.ReadAsync([key], TestContext.Current.CancellationToken)).Count;
    }

    private static Actor Somebody(Reach reach) => new(
        new UserId(Guid.CreateVersion7()), "Somebody", new HashSet<string>(), new HashSet<TeamId> { new(Guid.CreateVersion7()) },
        LoadedModules.All.SelectMany(m => m.Permissions).ToDictionary(p => p.Id, _ => reach));
}
