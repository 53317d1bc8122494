namespace LinlyTalker.Bench.Fuzz;

/// <summary>Valid client events of <c>/v1/realtime</c>, with every field that one may have.</summary>
internal static class WireSeeds
{
    /// <summary>20 ms of something that sounds.</summary>
    private static readonly string Sound = Convert.ToBase64String(
        [.. Enumerable.Range(0, 480).SelectMany(i => BitConverter.GetBytes((short)(8000 * Math.Sin(i * 0.1))))]);

    public static string[] Events { get; } =
    [
        """{"type":"session.update","event_id":"e1","session":{"type":"realtime","instructions":"be brief","output_modalities":["audio"],"audio":{"input":{"format":{"type":"audio/pcm","rate":24000},"transcription":{"model":"loud","language":"en"},"turn_detection":{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,"silence_duration_ms":500,"create_response":true,"interrupt_response":true}},"output":{"format":{"type":"audio/pcm","rate":24000},"voice":"alloy","speed":1}},"avatar":{"mode":"motion","size":512,"fps":25,"binary":false,"resumes":true}}}""",
        """{"type":"session.update","session":{"modalities":["text","audio"],"voice":"word","input_audio_format":"g711_ulaw","output_audio_format":"g711_alaw","input_audio_transcription":{"model":"whisper-1"},"turn_detection":null}}""",
        """{"type":"session.update","session":{"type":"realtime","audio":{"input":{"turn_detection":{"type":"semantic_vad","eagerness":"high"}}},"avatar":{"mode":"none","binary":true}}}""",
        """{"type":"transcription_session.update","session":{"input_audio_format":"pcm16"}}""",
        $$"""{"type":"input_audio_buffer.append","audio":"{{Sound}}"}""",
        """{"type":"input_audio_buffer.commit"}""",
        """{"type":"input_audio_buffer.clear"}""",
        """{"type":"conversation.item.create","previous_item_id":null,"item":{"id":"item_a","type":"message","role":"user","content":[{"type":"input_text","text":"what is this"}]}}""",
        """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"what is this"}]}}""",
        """{"type":"conversation.item.create","item":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"an answer"}]}}""",
        """{"type":"conversation.item.create","item":{"type":"message","role":"system","content":[{"type":"input_text","text":"be kind"}]}}""",
        $$$"""{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_audio","audio":"{{{Sound}}}"}]}}""",
        """{"type":"conversation.item.retrieve","item_id":"item_a"}""",
        """{"type":"conversation.item.truncate","item_id":"item_a","content_index":0,"audio_end_ms":100}""",
        """{"type":"conversation.item.delete","item_id":"item_a"}""",
        """{"type":"response.create"}""",
        """{"type":"response.create","response":{"instructions":"say hello","output_modalities":["text"],"conversation":"auto","metadata":{"a":"b"}}}""",
        """{"type":"response.cancel","response_id":"resp_a"}""",
        """{"type":"output_audio_buffer.clear"}""",
        """{"type":"avatar.played","item_id":"item_a","audio_end_ms":100}""",
        """{"type":"avatar.camera.frame","image":"/9j/AAAA"}""",
        """{"type":"avatar.video.key"}""",
    ];
}
