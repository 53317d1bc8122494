using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa.Layout;
using static LinlyTalker.Native.Sherpa.RecognitionFunctions;

namespace LinlyTalker.Native.Sherpa;

/// <summary>A recogniser that is given a stretch of sound whole. One call at a time.</summary>
public sealed unsafe class OfflineRecogniser : IDisposable
{
    private readonly SherpaHandle recogniser;
    private string language;

    private OfflineRecogniser(SherpaHandle recogniser, string language) => (this.recogniser, this.language) = (recogniser, language);

    /// <exception cref="NativeException">A file is missing; on other faults of a model the library ends the process.</exception>
    public static OfflineRecogniser Open(SherpaModel model)
    {
        using var strings = new NativeStrings();
        var config = Config(model, strings);
        var handle = SherpaHandle.Own(
            SherpaOnnxCreateOfflineRecognizer(&config), SherpaOnnxDestroyOfflineRecognizer, $"the {model.Family} model");
        return new(handle, model.Language);
    }

    /// <summary>From now on expects another language; of Whisper only, the others keep what they were opened with.</summary>
    /// <param name="model">The one that was opened, but for the language.</param>
    public void Expect(SherpaModel model)
    {
        if (model.Family == "whisper" && model.Language != language)
        {
            using var strings = new NativeStrings();
            var config = Config(model, strings);
            SherpaOnnxOfflineRecognizerSetConfig(recogniser, &config);
            language = model.Language;
        }
    }

    /// <param name="samples">Mono, in [-1, 1]. Whisper takes at most 30 s.</param>
    public SherpaHeard Recognise(ReadOnlySpan<float> samples, int sampleRate)
    {
        using var stream = SherpaHandle.Own(
            SherpaOnnxCreateOfflineStream(recogniser), SherpaOnnxDestroyOfflineStream, "another stretch of sound");
        fixed (float* pointer = samples)
        {
            SherpaOnnxAcceptWaveformOffline(stream, sampleRate, pointer, samples.Length);
        }

        SherpaOnnxDecodeOfflineStream(recogniser, stream);
        var result = SherpaOnnxGetOfflineStreamResult(stream);
        if (result is null)
        {
            throw new NativeException("sherpa-onnx gave no result for a stretch of sound.");
        }

        try
        {
            return Read(*result);
        }
        finally
        {
            SherpaOnnxDestroyOfflineRecognizerResult(result);
        }
    }

    public void Dispose() => recogniser.Dispose();

    internal static OfflineRecognizerConfig Config(SherpaModel model, NativeStrings strings)
    {
        var config = default(OfflineRecognizerConfig);
        ref var network = ref config.ModelConfig;
        network.Tokens = strings.Add(model.PathOf("tokens"));
        network.NumThreads = model.Threads;
        switch (model.Family)
        {
            case "whisper":
                network.Whisper.Encoder = Path("encoder");
                network.Whisper.Decoder = Path("decoder");
                network.Whisper.Language = strings.Add(model.Language);
                network.Whisper.EnableTokenTimestamps = model.WordTimes ? 1 : 0;
                break;
            case "sense-voice":
                network.SenseVoice.Model = Path("model");
                network.SenseVoice.Language = strings.Add(model.Language);
                network.SenseVoice.UseItn = model.Written ? 1 : 0;
                break;
            case "paraformer":
                network.Paraformer.Model = Path("model");
                break;
            case "zipformer":
                network.Transducer.Encoder = Path("encoder");
                network.Transducer.Decoder = Path("decoder");
                network.Transducer.Joiner = Path("joiner");
                break;
            case "zipformer-ctc":
                network.ZipformerCtc.Model = Path("model");
                break;
            case "moonshine":
                network.Moonshine.Preprocessor = Path("preprocessor");
                network.Moonshine.Encoder = Path("encoder");
                network.Moonshine.UncachedDecoder = Path("uncached-decoder");
                network.Moonshine.CachedDecoder = Path("cached-decoder");
                network.Moonshine.MergedDecoder = Path("merged-decoder");
                break;
            case "fire-red":
                network.FireRedAsr.Encoder = Path("encoder");
                network.FireRedAsr.Decoder = Path("decoder");
                break;
            default:
                throw new InputException($"{model.Family} is no family of recognisers.");
        }

        return config;

        byte* Path(string role) => strings.Add(model.PathOf(role));
    }

    private static SherpaHeard Read(in OfflineRecognizerResult result)
    {
        var count = result.TokensArr is null ? 0 : result.Count;
        return new SherpaHeard(NativeText.Read(result.Text))
        {
            Tokens = NativeText.Read(result.TokensArr, count),
            Starts = NativeText.Copy(result.Timestamps, count),
            Lengths = NativeText.Copy(result.Durations, count),
            LogProbabilities = NativeText.Copy(result.YsLogProbs, count),
            Language = NativeText.Read(result.Lang),
            Emotion = NativeText.Read(result.Emotion),
            Event = NativeText.Read(result.Event),
            IsFinal = true,
        };
    }
}
