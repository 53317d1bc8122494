using LinlyTalker.Ears.Whisper.Network;

namespace LinlyTalker.Tests.Ears.Whisper.Network;

/// <summary>Words 0 to 9 (5 is a single space, 7 a sign), the special tokens, and 100 timestamps from 20 on.</summary>
internal static class SmallSymbols
{
    public static Dictionary<string, string> Metadata() => new()
    {
        ["n_vocab"] = "300",
        ["n_mels"] = "80",
        ["n_audio_ctx"] = "1500",
        ["n_text_ctx"] = "448",
        ["is_multilingual"] = "1",
        ["sot_sequence"] = "11,12,15",
        ["eot"] = "10",
        ["transcribe"] = "15",
        ["translate"] = "14",
        ["sot_prev"] = "16",
        ["no_speech"] = "17",
        ["no_timestamps"] = "19",
        ["blank_id"] = "5",
        ["non_speech_tokens"] = "7",
        ["all_language_tokens"] = "12,13",
        ["all_language_codes"] = "en,zh",
    };

    public static WhisperSymbols Make() => WhisperSymbols.Read(Metadata(), "encoder.onnx");
}
