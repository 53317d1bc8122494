using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa.Layout;
using static LinlyTalker.Native.Sherpa.RecognitionFunctions;

namespace LinlyTalker.Native.Sherpa;

/// <summary>Waits for a few words in sound as it comes.</summary>
public sealed unsafe class SherpaKeywordSpotter : IDisposable
{
    private readonly SherpaHandle spotter;

    private SherpaKeywordSpotter(SherpaHandle spotter) => this.spotter = spotter;

    /// <param name="model">With <see cref="SherpaModel.Keywords"/>.</param>
    /// <exception cref="NativeException">A file is missing; on other faults of a model the library ends the process.</exception>
    public static SherpaKeywordSpotter Open(SherpaModel model)
    {
        using var strings = new NativeStrings();
        var config = default(KeywordSpotterConfig);
        config.ModelConfig = OnlineRecogniser.Network(model, strings);
        config.KeywordsFile = strings.Add(model.PathOf("keywords-file"));
        config.KeywordsBuf = strings.Add(model.Keywords);
        config.KeywordsBufSize = Encoding.UTF8.GetByteCount(model.Keywords);
        return new(SherpaHandle.Own(
            SherpaOnnxCreateKeywordSpotter(&config), SherpaOnnxDestroyKeywordSpotter, $"the {model.Family} model"));
    }

    /// <summary>The keywords in a stream of sound, each once, as soon as it is said.</summary>
    public IEnumerable<SherpaKeyword> Spot(IEnumerable<ReadOnlyMemory<float>> pieces, int sampleRate)
    {
        using var stream = Start();
        foreach (var piece in pieces)
        {
            Accept(stream, piece.Span, sampleRate);
            while (Next(stream) is { } keyword)
            {
                yield return keyword;
            }
        }

        // The network looks ahead by up to a chunk.
        Accept(stream, new float[sampleRate], sampleRate);
        SherpaOnnxOnlineStreamInputFinished(stream);
        while (Next(stream) is { } keyword)
        {
            yield return keyword;
        }
    }

    public void Dispose() => spotter.Dispose();

    private static void Accept(SherpaHandle stream, ReadOnlySpan<float> samples, int sampleRate)
    {
        fixed (float* pointer = samples)
        {
            SherpaOnnxOnlineStreamAcceptWaveform(stream, sampleRate, pointer, samples.Length);
        }
    }

    private SherpaHandle Start() => SherpaHandle.Own(
        SherpaOnnxCreateKeywordStream(spotter), SherpaOnnxDestroyOnlineStream, "another stream of sound");

    /// <summary>Decodes until a keyword or the end of what can be decoded.</summary>
    private SherpaKeyword? Next(SherpaHandle stream)
    {
        while (SherpaOnnxIsKeywordStreamReady(spotter, stream) != 0)
        {
            SherpaOnnxDecodeKeywordStream(spotter, stream);
            var result = SherpaOnnxGetKeywordResult(spotter, stream);
            if (result is null)
            {
                continue;
            }

            var text = NativeText.Read(result->Keyword);
            var times = NativeText.Copy(result->Timestamps, result->Count);
            SherpaOnnxDestroyKeywordResult(result);
            if (text.Length > 0)
            {
                SherpaOnnxResetKeywordStream(spotter, stream);
                return new SherpaKeyword(text, times.Length > 0 ? times[0] : 0);
            }
        }

        return null;
    }
}
