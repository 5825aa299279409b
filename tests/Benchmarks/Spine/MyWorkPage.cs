namespace CarePlatform.Benchmarks;
internal static class MyWorkPage { public static Task Run(OpenSteps s) => Task.CompletedTask; }
