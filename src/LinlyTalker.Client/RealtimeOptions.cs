using LinlyTalker.Client.Sessions;

namespace LinlyTalker.Client;

/// <summary>How a client reaches its server.</summary>
public sealed record RealtimeOptions
{
    /// <summary>Of the server: <c>http://127.0.0.1:8080</c>, or the whole address of its realtime socket.</summary>
    public required Uri Server { get; init; }

    /// <summary>API key or short-lived token; null where none is needed.</summary>
    public string? Key { get; init; }

    /// <summary>Who answers; null: the server's default.</summary>
    public string? Model { get; init; }

    public SessionWishes Session { get; init; } = new();

    /// <summary>Sound and video come as binary frames, a third smaller than base64.</summary>
    public bool Binary { get; init; }

    /// <summary>
    /// How often a lost connection is made again, after ¼ s, ½ s, 1 s, …; the new session knows nothing of the old
    /// one's words.
    /// </summary>
    public int Reconnects { get; init; }

    /// <summary>A longer message of the server breaks the connection.</summary>
    public int LongestMessage { get; init; } = 16 << 20;

    internal Uri Socket
    {
        get
        {
            var address = new UriBuilder(Server)
            {
                Scheme = Server.Scheme switch { "http" => "ws", "https" => "wss", var other => other },
            };
            if (address.Path is "" or "/")
            {
                address.Path = "/v1/realtime";
            }

            if (Model is not null)
            {
                address.Query = $"{address.Query.TrimStart('?')}&model={Uri.EscapeDataString(Model)}".TrimStart('&');
            }

            return address.Uri;
        }
    }
}
