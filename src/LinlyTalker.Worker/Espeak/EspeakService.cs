using System.Runtime.InteropServices;
using LinlyTalker.Native.Espeak;
using LinlyTalker.Worker.Hosting;

namespace LinlyTalker.Worker.Espeak;

/// <summary>espeak-ng, whose licence (GPL-3) and global state keep it out of the program's own process.</summary>
internal sealed class EspeakService : IWorkerService
{
    private readonly EspeakLibrary library = new();

    public EspeakService() => Methods = new Dictionary<string, WorkerMethod>
    {
        // No argument; a list of EspeakVoice.
        ["voices"] = (request, _) => request.Write(library.ListVoices(), EspeakJson.Default.IReadOnlyListEspeakVoice),

        // EspeakTexts; a list of EspeakClause for each text.
        ["phonemize"] = (request, cancellation) => request.Write(
            library.Phonemize(request.ArgumentAs(EspeakJson.Default.EspeakTexts), cancellation),
            EspeakJson.Default.IReadOnlyListIReadOnlyListEspeakClause),

        // EspeakRequest; EspeakTimes, then the samples as little-endian 16 bit, by pieces.
        ["say"] = Say,
    };

    public IReadOnlyDictionary<string, WorkerMethod> Methods { get; }

    public void Dispose() => library.Dispose();

    private void Say(WorkerRequest request, CancellationToken cancellation)
    {
        const int PieceBytes = 1 << 16;
        var (times, samples) = library.Say(request.ArgumentAs(EspeakJson.Default.EspeakRequest), cancellation);
        request.Write(times, EspeakJson.Default.EspeakTimes);
        var bytes = MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
        for (var at = 0; at < bytes.Length; at += PieceBytes)
        {
            request.Write(bytes.AsMemory(at, Math.Min(PieceBytes, bytes.Length - at)));
        }
    }
}
