using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa.Layout;
using static LinlyTalker.Native.Sherpa.RecognitionFunctions;

namespace LinlyTalker.Native.Sherpa;

/// <summary>A recogniser that follows sound as it comes; each <see cref="OnlineStream"/> has its own state.</summary>
public sealed unsafe class OnlineRecogniser : IDisposable
{
    internal OnlineRecogniser(SherpaHandle handle) => Handle = handle;

    internal SherpaHandle Handle { get; }

    /// <exception cref="NativeException">A file is missing; on other faults of a model the library ends the process.</exception>
    public static OnlineRecogniser Open(SherpaModel model)
    {
        using var strings = new NativeStrings();
        var config = default(OnlineRecognizerConfig);
        config.ModelConfig = Network(model, strings);
        return new(SherpaHandle.Own(
            SherpaOnnxCreateOnlineRecognizer(&config), SherpaOnnxDestroyOnlineRecognizer, $"the {model.Family} model"));
    }

    public OnlineStream Start() => new(this);

    public void Dispose() => Handle.Dispose();

    internal static OnlineModelConfig Network(SherpaModel model, NativeStrings strings)
    {
        var network = default(OnlineModelConfig);
        network.Tokens = strings.Add(model.PathOf("tokens"));
        network.NumThreads = model.Threads;
        switch (model.Family)
        {
            case "streaming-zipformer" or "keyword-spotter":
                network.Transducer.Encoder = strings.Add(model.PathOf("encoder"));
                network.Transducer.Decoder = strings.Add(model.PathOf("decoder"));
                network.Transducer.Joiner = strings.Add(model.PathOf("joiner"));
                break;
            case "streaming-paraformer":
                network.Paraformer.Encoder = strings.Add(model.PathOf("encoder"));
                network.Paraformer.Decoder = strings.Add(model.PathOf("decoder"));
                break;
            case "streaming-ctc":
                network.NemoCtc.Model = strings.Add(model.PathOf("model"));
                break;
            default:
                throw new InputException($"{model.Family} is no family of streaming recognisers.");
        }

        return network;
    }
}

/// <summary>One stretch of sound on its way. Used by one thread at a time, and not while another stream decodes.</summary>
public sealed unsafe class OnlineStream : IDisposable
{
    private readonly OnlineRecogniser recogniser;
    private readonly SherpaHandle stream;

    internal OnlineStream(OnlineRecogniser recogniser)
    {
        this.recogniser = recogniser;
        stream = SherpaHandle.Own(
            SherpaOnnxCreateOnlineStream(recogniser.Handle), SherpaOnnxDestroyOnlineStream, "another stretch of sound");
    }

    /// <summary>Takes sound and decodes what it can of it.</summary>
    public void Feed(ReadOnlySpan<float> samples, int sampleRate)
    {
        fixed (float* pointer = samples)
        {
            SherpaOnnxOnlineStreamAcceptWaveform(stream, sampleRate, pointer, samples.Length);
        }

        Decode();
    }

    /// <summary>
    /// Decodes the rest; no more sound may come. Networks look ahead by up to a chunk: without silence behind it the last
    /// word would be lost.
    /// </summary>
    public void Finish(int sampleRate)
    {
        Feed(new float[sampleRate], sampleRate);
        SherpaOnnxOnlineStreamInputFinished(stream);
        Decode();
    }

    public SherpaHeard Heard(bool isFinal)
    {
        var result = SherpaOnnxGetOnlineStreamResult(recogniser.Handle, stream);
        if (result is null)
        {
            throw new NativeException("sherpa-onnx gave no result for a stretch of sound.");
        }

        try
        {
            var count = result->TokensArr is null ? 0 : result->Count;
            return new SherpaHeard(NativeText.Read(result->Text))
            {
                Tokens = NativeText.Read(result->TokensArr, count),
                Starts = NativeText.Copy(result->Timestamps, count),
                IsFinal = isFinal,
            };
        }
        finally
        {
            SherpaOnnxDestroyOnlineRecognizerResult(result);
        }
    }

    public void Dispose() => stream.Dispose();

    private void Decode()
    {
        while (SherpaOnnxIsOnlineStreamReady(recogniser.Handle, stream) != 0)
        {
            SherpaOnnxDecodeOnlineStream(recogniser.Handle, stream);
        }
    }
}
