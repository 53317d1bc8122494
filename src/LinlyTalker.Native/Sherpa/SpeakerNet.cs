using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa.Layout;
using static LinlyTalker.Native.Sherpa.SpeakerFunctions;

namespace LinlyTalker.Native.Sherpa;

/// <summary>A model that makes a vector of a voice, near to other vectors of the same person. One call at a time.</summary>
public sealed unsafe class SpeakerNet : IDisposable
{
    private readonly SherpaHandle extractor;

    private SpeakerNet(SherpaHandle extractor) => this.extractor = extractor;

    /// <exception cref="NativeException">A file is missing; on other faults of a model the library ends the process.</exception>
    public static SpeakerNet Open(SherpaModel model)
    {
        using var strings = new NativeStrings();
        var config = new SpeakerEmbeddingExtractorConfig { Model = strings.Add(model.PathOf("model")), NumThreads = model.Threads };
        return new(SherpaHandle.Own(
            SherpaOnnxCreateSpeakerEmbeddingExtractor(&config), SherpaOnnxDestroySpeakerEmbeddingExtractor, "the speaker model"));
    }

    /// <exception cref="InputException">There is too little sound.</exception>
    public float[] Embed(ReadOnlySpan<float> samples, int sampleRate)
    {
        using var stream = SherpaHandle.Own(
            SherpaOnnxSpeakerEmbeddingExtractorCreateStream(extractor), RecognitionFunctions.SherpaOnnxDestroyOnlineStream, "another voice");
        fixed (float* pointer = samples)
        {
            RecognitionFunctions.SherpaOnnxOnlineStreamAcceptWaveform(stream, sampleRate, pointer, samples.Length);
        }

        RecognitionFunctions.SherpaOnnxOnlineStreamInputFinished(stream);
        if (SherpaOnnxSpeakerEmbeddingExtractorIsReady(extractor, stream) == 0)
        {
            throw new InputException($"{samples.Length / (double)sampleRate:0.00} s of sound are too few to know a voice by.");
        }

        var embedding = SherpaOnnxSpeakerEmbeddingExtractorComputeEmbedding(extractor, stream);
        var result = NativeText.Copy(embedding, SherpaOnnxSpeakerEmbeddingExtractorDim(extractor));
        SherpaOnnxSpeakerEmbeddingExtractorDestroyEmbedding(embedding);
        return result;
    }

    public void Dispose() => extractor.Dispose();
}
