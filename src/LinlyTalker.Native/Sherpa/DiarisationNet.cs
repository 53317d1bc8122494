using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa.Layout;
using static LinlyTalker.Native.Sherpa.SpeakerFunctions;

namespace LinlyTalker.Native.Sherpa;

/// <summary>Says who spoke when: pyannote's segments, clustered by voice. One call at a time.</summary>
public sealed unsafe class DiarisationNet : IDisposable
{
    private readonly SherpaHandle diariser;

    private DiarisationNet(SherpaHandle diariser) => this.diariser = diariser;

    /// <summary>That sound must have.</summary>
    public int SampleRate => SherpaOnnxOfflineSpeakerDiarizationGetSampleRate(diariser);

    /// <param name="model">With the roles <c>segmentation</c> and <c>embedding</c>.</param>
    /// <exception cref="NativeException">A file is missing; on other faults of a model the library ends the process.</exception>
    public static DiarisationNet Open(SherpaModel model)
    {
        using var strings = new NativeStrings();
        var config = default(OfflineSpeakerDiarizationConfig);
        config.Segmentation.Pyannote.Model = strings.Add(model.PathOf("segmentation"));
        config.Segmentation.NumThreads = model.Threads;
        config.Embedding.Model = strings.Add(model.PathOf("embedding"));
        config.Embedding.NumThreads = model.Threads;
        config.Clustering.NumClusters = model.Speakers > 0 ? model.Speakers : -1;
        return new(SherpaHandle.Own(
            SherpaOnnxCreateOfflineSpeakerDiarization(&config), SherpaOnnxDestroyOfflineSpeakerDiarization, "the diarisation models"));
    }

    /// <returns>In order of their starts.</returns>
    public IReadOnlyList<SherpaTurn> Diarise(ReadOnlySpan<float> samples)
    {
        nint value;
        fixed (float* pointer = samples)
        {
            value = SherpaOnnxOfflineSpeakerDiarizationProcess(diariser, pointer, samples.Length);
        }

        if (value == 0)
        {
            return [];
        }

        using var result = new SherpaHandle(value, SherpaOnnxOfflineSpeakerDiarizationDestroyResult);
        var turns = new SherpaTurn[SherpaOnnxOfflineSpeakerDiarizationResultGetNumSegments(result)];
        if (turns.Length == 0)
        {
            return turns;
        }

        var segments = SherpaOnnxOfflineSpeakerDiarizationResultSortByStartTime(result);
        for (var i = 0; i < turns.Length; i++)
        {
            turns[i] = new SherpaTurn(segments[i].Start, segments[i].End, segments[i].Speaker);
        }

        SherpaOnnxOfflineSpeakerDiarizationDestroySegment(segments);
        return turns;
    }

    public void Dispose() => diariser.Dispose();
}
