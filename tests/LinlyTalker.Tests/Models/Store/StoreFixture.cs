using System.Text;
using System.Text.Json;
using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Fetching;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Tests.Models.Store;

/// <summary>A store in a scratch folder, with a catalogue of the test's own and quick limits.</summary>
internal sealed class StoreFixture : IDisposable
{
    private readonly ScratchFolder scratch = new();

    /// <summary>Where tests put what a source holds.</summary>
    public string Source => scratch.PathOf("source");

    public LinlyHome Home => LinlyHome.Under(scratch.PathOf("home"));

    public FetchOptions Options => new()
    {
        BackOff = TimeSpan.Zero,
        StallTime = TimeSpan.FromSeconds(20),
        ProgramFolder = scratch.PathOf("program", "bin"),
        MachineRoot = scratch.PathOf("machine"),
    };

    public string Write(string path, string text) => scratch.Write(path, text);

    public string PathOf(params string[] parts) => scratch.PathOf(parts);

    public ModelStore Store(params string[] entries) => new(Home, Catalogue(entries), Options);

    public static ModelCatalogue Catalogue(params string[] entries) =>
        ModelCatalogue.Read(Encoding.UTF8.GetBytes($$"""{"format":1,"models":[{{string.Join(',', entries)}}]}"""), "test.json");

    /// <summary>An entry of one part.</summary>
    public static string Entry(string name, string source, string files, string version = "1") =>
        $$"""{"name":"{{name}}","kind":"test","version":"{{version}}","about":"a test","licence":"MIT","sets":["all"],"parts":[{"sources":[{{source}}],"files":[{{files}}]}]}""";

    public string Local => $$"""{"kind":"local","folder":{{JsonSerializer.Serialize(Source)}}}""";

    public void Dispose() => scratch.Dispose();
}

/// <summary>Keeps every report.</summary>
internal sealed class Reports<T> : IProgress<T>
{
    public List<T> All { get; } = [];

    public void Report(T value)
    {
        lock (All)
        {
            All.Add(value);
        }
    }
}

/// <summary>Does something at every report, at once.</summary>
internal sealed class Reacting<T>(Action<T> react) : IProgress<T>
{
    public void Report(T value) => react(value);
}
