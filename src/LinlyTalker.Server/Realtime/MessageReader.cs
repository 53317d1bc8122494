using System.Net.WebSockets;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Server.Realtime;

/// <summary>Whole messages of a socket, whatever frames they come in; one buffer that is used again.</summary>
internal sealed class MessageReader(WebSocket socket, int longest)
{
    private const int Smallest = 16 << 10;

    private byte[] buffer = new byte[Smallest];

    /// <returns>Null when the client closed. The content holds until the next call.</returns>
    /// <exception cref="MessageTooLongException">It is longer than is borne.</exception>
    public async ValueTask<Message?> ReadAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var frame = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (frame.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            length += frame.Count;
            if (frame.EndOfMessage)
            {
                return new Message(buffer.AsMemory(0, length), frame.MessageType is WebSocketMessageType.Text);
            }

            if (length >= longest)
            {
                throw new MessageTooLongException($"A message may have {longest} bytes.");
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(2 * length, longest));
            }
        }
    }
}

internal sealed record Message(ReadOnlyMemory<byte> Content, bool IsText);

internal sealed class MessageTooLongException(string message) : LinlyException(message);
