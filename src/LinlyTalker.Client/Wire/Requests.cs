using System.Text.Json;
using LinlyTalker.Client.Sessions;

namespace LinlyTalker.Client.Wire;

/// <summary>Writes what a client asks.</summary>
internal static class Requests
{
    public static byte[] Session(SessionWishes wishes, bool binary, int sampleRate)
    {
        var format = new ClientMessage.FormatField("audio/pcm", sampleRate);
        return Bytes(new ClientMessage("session.update")
        {
            Session = new ClientMessage.SessionField
            {
                Instructions = wishes.Instructions,
                OutputModalities = [wishes.Speaks ? "audio" : "text"],
                Audio = new(
                    new(
                        format,
                        wishes.Language is null ? null : new(wishes.Language),
                        new("server_vad", wishes.Answers, (int?)wishes.Silence?.TotalMilliseconds)),
                    new(format, wishes.Voice)),
                Avatar = new(wishes.Face.ToString().ToLowerInvariant(), wishes.Avatar, wishes.PictureSize, wishes.PicturesPerSecond, binary, Resumes: true),
            },
        });
    }

    public static byte[] Audio(ReadOnlySpan<byte> pcm) =>
        Bytes(new ClientMessage("input_audio_buffer.append") { Audio = Convert.ToBase64String(pcm) });

    public static byte[] Text(string text) => Bytes(new ClientMessage("conversation.item.create")
    {
        Item = new("message", "user", [new("input_text", text)]),
    });

    public static byte[] Plain(string type) => Bytes(new ClientMessage(type));

    public static byte[] Truncate(string item, TimeSpan played) => Bytes(new ClientMessage("conversation.item.truncate")
    {
        ItemId = item,
        ContentIndex = 0,
        AudioEndMs = (long)played.TotalMilliseconds,
    });

    public static byte[] Played(string item, TimeSpan played) => Bytes(new ClientMessage("avatar.played")
    {
        ItemId = item,
        AudioEndMs = (long)played.TotalMilliseconds,
    });

    private static byte[] Bytes(ClientMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, ClientJson.Default.ClientMessage);
}
