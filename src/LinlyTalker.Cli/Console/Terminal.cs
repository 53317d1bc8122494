namespace LinlyTalker.Cli.Console;

/// <summary>
/// Results go to standard output; everything that is said about the work goes to standard error, so that a pipe
/// gets results only.
/// </summary>
internal static class Terminal
{
    private static readonly Lock Gate = new();
    private static int shown;

    /// <summary>A person may be asked.</summary>
    public static bool IsInteractive => !System.Console.IsInputRedirected && !System.Console.IsErrorRedirected;

    public static void Result(string line)
    {
        lock (Gate)
        {
            ClearStatus();
            System.Console.Out.WriteLine(Printable(line));
        }
    }

    public static void Note(string line)
    {
        lock (Gate)
        {
            ClearStatus();
            System.Console.Error.WriteLine(Printable(line));
        }
    }

    public static void Error(string sentence) => Note($"linly: {sentence}");

    /// <summary>A line that the next one replaces; nothing where standard error is no terminal.</summary>
    public static void Status(string line)
    {
        if (System.Console.IsErrorRedirected)
        {
            return;
        }

        lock (Gate)
        {
            var width = Math.Max(20, System.Console.WindowWidth - 1);
            var text = line.Length > width ? line[..width] : line;
            System.Console.Error.Write("\r" + text.PadRight(shown));
            shown = text.Length;
        }
    }

    /// <summary>Asks a yes-or-no question; no where nobody can answer.</summary>
    public static bool Confirm(string question)
    {
        if (!IsInteractive)
        {
            return false;
        }

        System.Console.Error.Write($"{question} [y/N] ");
        return System.Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>What people said or wrote must not steer the terminal: its control characters become spaces.</summary>
    private static string Printable(string text) =>
        string.Create(text.Length, text, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(from[i]) && from[i] is not ('\n' or '\t' or '\r') ? ' ' : from[i];
            }
        });

    private static void ClearStatus()
    {
        if (shown > 0)
        {
            System.Console.Error.Write("\r" + new string(' ', shown) + "\r");
            shown = 0;
        }
    }
}
