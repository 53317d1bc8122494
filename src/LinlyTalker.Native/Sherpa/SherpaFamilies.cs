namespace LinlyTalker.Native.Sherpa;

/// <summary>What a model of a family does.</summary>
public enum SherpaTask
{
    Recognise,
    Follow,
    Speak,
    Denoise,
    Embed,
    Diarise,
    Punctuate,
    Spot,
}

/// <summary>The families of models that the worker loads, by the names that <c>model.json</c> uses.</summary>
public static class SherpaFamilies
{
    public static IReadOnlyDictionary<string, SherpaTask> Tasks { get; } = new Dictionary<string, SherpaTask>(StringComparer.Ordinal)
    {
        ["whisper"] = SherpaTask.Recognise,
        ["sense-voice"] = SherpaTask.Recognise,
        ["paraformer"] = SherpaTask.Recognise,
        ["zipformer"] = SherpaTask.Recognise,
        ["zipformer-ctc"] = SherpaTask.Recognise,
        ["moonshine"] = SherpaTask.Recognise,
        ["fire-red"] = SherpaTask.Recognise,
        ["streaming-paraformer"] = SherpaTask.Follow,
        ["streaming-zipformer"] = SherpaTask.Follow,
        ["streaming-ctc"] = SherpaTask.Follow,
        ["vits"] = SherpaTask.Speak,
        ["piper"] = SherpaTask.Speak,
        ["kokoro"] = SherpaTask.Speak,
        ["matcha"] = SherpaTask.Speak,
        ["zipvoice"] = SherpaTask.Speak,
        ["pocket"] = SherpaTask.Speak,
        ["gtcrn"] = SherpaTask.Denoise,
        ["dpdfnet"] = SherpaTask.Denoise,
        ["speaker-embedding"] = SherpaTask.Embed,
        ["pyannote"] = SherpaTask.Diarise,
        ["ct-punctuation"] = SherpaTask.Punctuate,
        ["keyword-spotter"] = SherpaTask.Spot,
    };
}
