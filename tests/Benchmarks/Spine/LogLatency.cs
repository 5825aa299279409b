namespace CarePlatform.Benchmarks;
internal static class LogLatency { public static Task Run() => Task.CompletedTask; }
