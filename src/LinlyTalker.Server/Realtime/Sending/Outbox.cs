using System.Net.WebSockets;

namespace LinlyTalker.Server.Realtime.Sending;

/// <summary>
/// What waits to be sent to one client. Sound and motion know the turn that they belong to and can be withdrawn
/// with it; what is urgent overtakes the rest. Bounded: a client that does not read is given up. Pictures have a short lane
/// of their own: they take turns with the rest, so that they need not wait for sound that is far ahead, and give way first.
/// </summary>
internal sealed class Outbox(int mostBytes, TimeSpan patience, TimeProvider time)
{
    /// <summary>More of them tell of a client that is behind.</summary>
    private const int MostPictures = 5;

    /// <summary>Media waits for the client beyond this.</summary>
    private readonly int roomBytes = mostBytes / 4;

    private readonly Lock gate = new();
    private readonly LinkedList<Waiting> waiting = new();
    private readonly Queue<Waiting> pictures = new();
    private readonly SemaphoreSlim ready = new(0);
    private readonly CancellationTokenSource full = new();
    private LinkedListNode<Waiting>? lastUrgent;
    private long bytes;
    private bool complete;
    private bool isBehind;
    private bool sentPicture;

    /// <summary>Media may be added.</summary>
    public bool HasRoom
    {
        get
        {
            lock (gate)
            {
                return bytes <= roomBytes;
            }
        }
    }

    /// <summary>Told the number of bytes that a client has taken, after each message.</summary>
    public Action<int>? Sent { get; set; }

    /// <summary>Who adds is not told when there is no more room: whoever sends is, and gives the client up.</summary>
    public void Add(ReadOnlyMemory<byte> content, bool isText = true, int? turn = null, bool urgent = false)
    {
        lock (gate)
        {
            if (complete)
            {
                return;
            }

            if (bytes + content.Length > mostBytes)
            {
                complete = true;
                waiting.Clear();
                pictures.Clear();
                _ = full.CancelAsync();
                return;
            }

            bytes += content.Length;
            var message = new Waiting(content, isText, turn);
            if (!urgent)
            {
                waiting.AddLast(message);
            }
            else
            {
                lastUrgent = lastUrgent?.List is null ? waiting.AddFirst(message) : waiting.AddAfter(lastUrgent, message);
            }
        }

        ready.Release();
    }

    /// <summary>
    /// For a coded picture, or what its stream begins with. A client that was behind gets none until all that waits has left:
    /// sound first.
    /// </summary>
    /// <returns>False when it has to wait.</returns>
    public bool TryAddPicture(ReadOnlyMemory<byte> content, bool isText)
    {
        lock (gate)
        {
            isBehind = (isBehind || pictures.Count == MostPictures) && (pictures.Count > 0 || waiting.Count > 0);
            if (isBehind)
            {
                return false;
            }

            if (!complete)
            {
                pictures.Enqueue(new Waiting(content, isText, null));
            }
        }

        ready.Release();
        return true;
    }

    /// <summary>Pictures that wait are wanted no more.</summary>
    public void DropPictures()
    {
        lock (gate)
        {
            pictures.Clear();
        }
    }

    /// <summary>Takes back the media of a turn that was not sent yet.</summary>
    /// <returns>In order.</returns>
    public IReadOnlyList<Waiting> Withdraw(int turn)
    {
        var withdrawn = new List<Waiting>();
        lock (gate)
        {
            for (var node = waiting.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Turn == turn)
                {
                    bytes -= node.Value.Content.Length;
                    waiting.Remove(node);
                    withdrawn.Add(node.Value);
                }

                node = next;
            }
        }

        return withdrawn;
    }

    /// <summary>Nothing more is added; what waits is still sent.</summary>
    public void Complete()
    {
        lock (gate)
        {
            complete = true;
        }

        ready.Release();
    }

    /// <summary>Nothing more is sent but the message that is on its way.</summary>
    public void Discard()
    {
        lock (gate)
        {
            waiting.Clear();
            pictures.Clear();
        }

        Complete();
    }

    /// <exception cref="ClientBehindException">A message could not be delivered in time, or too many wait.</exception>
    public async Task SendAsync(WebSocket socket, CancellationToken cancellation)
    {
        while (true)
        {
            await ready.WaitAsync(cancellation).ConfigureAwait(false);
            if (Take() is { } message)
            {
                await SendAsync(socket, message, cancellation).ConfigureAwait(false);
                Sent?.Invoke(message.Content.Length);
            }
            else if (full.IsCancellationRequested)
            {
                throw Behind();
            }
            else if (complete)
            {
                return;
            }
        }
    }

    private async Task SendAsync(WebSocket socket, Waiting message, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token, full.Token);
        try
        {
            var type = message.IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
            await socket.SendAsync(message.Content, type, true, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Behind();
        }
    }

    private ClientBehindException Behind() => new(full.IsCancellationRequested
        ? $"More than {mostBytes} bytes would wait for the client."
        : $"The client has taken nothing for {patience.TotalSeconds:0} s.");

    private Waiting? Take()
    {
        lock (gate)
        {
            var first = waiting.First;
            var isUrgent = first is not null && lastUrgent?.List is not null;
            sentPicture = !isUrgent && pictures.Count > 0 && (first is null || !sentPicture);
            if (sentPicture)
            {
                return pictures.Dequeue();
            }

            if (first is not null)
            {
                waiting.RemoveFirst();
                bytes -= first.Value.Content.Length;
            }

            return first?.Value;
        }
    }
}

/// <param name="Turn">That it is withdrawn with; null: none.</param>
internal sealed record Waiting(ReadOnlyMemory<byte> Content, bool IsText, int? Turn);
