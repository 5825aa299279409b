using Xunit.Sdk;
using Xunit.v3;

namespace CarePlatform.Testing;

/// <summary>
/// What a run of tests leaves tidy behind it. Hosts and their server are ended as a part of the run: once a run has said that
/// it is done, the runner gives its process ten seconds to leave, which a slow machine may need for more than that.
/// </summary>
public sealed class TestProcess : ITestPipelineStartup
{
    /// <summary>Begins nothing: the first test that needs a server starts it.</summary>
    public ValueTask StartAsync(IMessageSink diagnosticMessageSink) => ValueTask.CompletedTask;

    /// <summary>Ends the hosts and the server that the tests have used.</summary>
    public ValueTask StopAsync() => new(TestCluster.EndAsync());
}
