namespace LinlyTalker.Models.Fetching;

/// <summary>The limits of a fetch; the defaults are the product's.</summary>
public sealed record FetchOptions
{
    /// <summary>No single file may be larger.</summary>
    public long LargestFile { get; init; } = 64L << 30;

    /// <summary>A transfer that brings less than <see cref="LeastBytes"/> in this time is given up and tried again.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>See <see cref="StallTime"/>: a server that drips a byte a second is as good as silent.</summary>
    public int LeastBytes { get; init; } = 16 << 10;

    /// <summary>Failures in a row, without <see cref="ProgressThatCounts"/> between them, after which a fetch gives up.</summary>
    public int Attempts { get; init; } = 5;

    public long ProgressThatCounts { get; init; } = 1 << 20;

    /// <summary>The wait before the second attempt; it doubles with each.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(30);

    public int Redirects { get; init; } = 8;

    /// <summary>Longest time for a package client (npm, apt) to answer.</summary>
    public TimeSpan ClientTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Where the program lives: installed npm packages are looked for in <c>native/npm</c> of every folder above.</summary>
    public string ProgramFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>Root of the machine's installed files; another in tests.</summary>
    public string MachineRoot { get; init; } = Path.GetPathRoot(AppContext.BaseDirectory) ?? "/";

    /// <summary>Mirror of Hugging Face, from <c>HF_ENDPOINT</c> as its own tools read it.</summary>
    public string HuggingFace { get; init; } =
        Environment.GetEnvironmentVariable("HF_ENDPOINT") is { Length: > 0 } mirror ? mirror : "https://huggingface.co";

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
