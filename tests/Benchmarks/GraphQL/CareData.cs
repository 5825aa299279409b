using System.Globalization;
using System.Text.Json.Serialization;

namespace CarePlatform.Benchmarks;

/// <summary>What is asked for: clients with episodes, tasks and the owners of tasks, and one object of sixty fields.</summary>
internal sealed class CareData
{
    private const int ClientCount = 100;
    private const int EpisodesPerClient = 3;
    private const int TasksPerEpisode = 5;
    private const int OwnerCount = 10;

    public CareData()
    {
        Owners = Enumerable.Range(0, OwnerCount).Select(i => new Owner(Number("owner", i), $"Care Manager {i}")).ToDictionary(owner => owner.Id);
        Clients = [.. Enumerable.Range(0, ClientCount).Select(ClientOf)];
    }

    public IReadOnlyList<Client> Clients { get; }

    public IReadOnlyDictionary<string, Owner> Owners { get; }

    public Flat Flat { get; } = new();

    private Client ClientOf(int client) => new(
        Number("client", client),
        $"Client Number {client}",
        new DateOnly(1950, 1, 1).AddDays(client * 61),
        client % 3 > 0,
        [.. Enumerable.Range(client * EpisodesPerClient, EpisodesPerClient).Select(EpisodeOf)]);

    private Episode EpisodeOf(int episode) => new(
        Number("episode", episode),
        episode % 2 == 0 ? "Housing and heating" : "Food and transport",
        new DateOnly(2026, 1, 1).AddDays(episode),
        [.. Enumerable.Range(episode * TasksPerEpisode, TasksPerEpisode).Select(TaskOf)]);

    private CareTask TaskOf(int task)
    {
        var owner = Owners[Number("owner", task % OwnerCount)];
        return new CareTask(
            Number("task", task), $"Call the provider back, step {task}", task % 4 == 0, task % 5,
            new DateOnly(2026, 3, 1).AddDays(task % 90), owner.Id, owner);
    }

    private static string Number(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:D5}");
}

internal sealed record Client(string Id, string Name, DateOnly Born, bool Active, IReadOnlyList<Episode> Episodes);

internal sealed record Episode(string Id, string Title, DateOnly Opened, IReadOnlyList<CareTask> Tasks);

internal sealed record CareTask(
    string Id, string Title, bool Done, int Priority, DateOnly Due, [property: JsonIgnore] string OwnerId, Owner Owner);

internal sealed record Owner(string Id, string Name);

/// <summary>An answer in the shape of a GraphQL response, so that both servers send the same bytes.</summary>
internal sealed record Answer<T>(T Data);

internal sealed record HelloAnswer(string Hello);

internal sealed record ClientsAnswer(IReadOnlyList<Client> Clients);

internal sealed record FlatAnswer(Flat Flat);
