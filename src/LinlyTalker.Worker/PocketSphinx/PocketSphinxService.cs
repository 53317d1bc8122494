using System.Runtime.InteropServices;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Worker.Hosting;

namespace LinlyTalker.Worker.PocketSphinx;

/// <summary>
/// One PocketSphinx decoder in this process, loaded at the first request and kept; a request of another domain
/// changes its language model. Requests wait for each other.
/// </summary>
internal sealed class PocketSphinxService : IWorkerService
{
    private readonly Lock gate = new();
    private readonly AlignmentService aligning = new();
    private PocketSphinxDecoder? decoder;
    private HearingModel? loaded;

    public PocketSphinxService() => Methods = new Dictionary<string, WorkerMethod>
    {
        [HearingMethods.Prepare] = Prepare,
        [HearingMethods.Hear] = Hear,
        [HearingMethods.Align] = aligning.Align,
    };

    public IReadOnlyDictionary<string, WorkerMethod> Methods { get; }

    public void Dispose()
    {
        lock (gate)
        {
            decoder?.Dispose();
        }

        aligning.Dispose();
    }

    private void Prepare(WorkerRequest request, CancellationToken cancellation)
    {
        lock (gate)
        {
            Load(request.ArgumentAs(HearingJson.Default.HearingModel));
        }
    }

    private void Hear(WorkerRequest request, CancellationToken cancellation)
    {
        lock (gate)
        {
            var hearing = Load(request.ArgumentAs(HearingJson.Default.HearingModel));
            hearing.Start();
            try
            {
                Follow(hearing, request);
            }
            finally
            {
                hearing.End(); // A client that left leaves no half utterance behind.
            }

            var words = hearing.Words();
            request.Write(new Hearing(string.Join(' ', words.Select(w => w.Text)), words, IsFinal: true), HearingJson.Default.Hearing);
        }
    }

    private static void Follow(PocketSphinxDecoder hearing, WorkerRequest request)
    {
        var last = "";
        foreach (var piece in request.ReadInput())
        {
            hearing.Process(MemoryMarshal.Cast<byte, short>(piece.Span));
            var text = hearing.Text();
            if (text != last)
            {
                last = text;
                request.Write(new Hearing(text, [], IsFinal: false), HearingJson.Default.Hearing);
            }
        }
    }

    private PocketSphinxDecoder Load(HearingModel model)
    {
        if (decoder is not null && model == loaded)
        {
            return decoder;
        }

        // What was loaded is known again only when all of it went well.
        var before = loaded;
        loaded = null;
        if (decoder is null || before is null || before with { Domain = null } != model with { Domain = null })
        {
            decoder?.Dispose();
            decoder = null;
            decoder = PocketSphinxDecoder.Open(model.AcousticModel, model.Lexicon, model.LanguageModel);
        }

        if (model.Domain is { } domain)
        {
            decoder.UseDomain(domain.LanguageModel, domain.Weight, ReadWords(domain.Words));
        }
        else
        {
            decoder.UseGeneral();
        }

        loaded = model;
        return decoder;
    }

    private static List<(string Word, string Phones)> ReadWords(string file) =>
        [.. File.ReadLines(file).Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1]))];
}
