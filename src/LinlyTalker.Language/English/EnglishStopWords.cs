using System.Collections.Frozen;

namespace LinlyTalker.Language.English;

/// <summary>Words that say little about what a text is about.</summary>
public static class EnglishStopWords
{
    private static readonly FrozenSet<string> Stop = Words("""
        a an the this that these those there here it its itself he she they them his her hers their theirs him
        i me my mine myself we us our ours you your yours one ones
        am is are was were be been being do does did done doing have has had having will would shall should can could
        may might must ought cannot
        and or but nor so if then than as at by for from in into of off on onto to up with about over under out
        what which who whom whose when where why how
        not no yes ok okay oh ah uh um well just also too very really quite even still yet already now again only
        any some all each every both few more most much many other another such same own
        s t d m ll re ve don doesn didn isn aren wasn won wouldn couldn shouldn can't don't what's
        dont doesnt didnt isnt arent wasnt werent wont cant couldnt shouldnt wouldnt whats thats theres im ive id ill youre
        youve hes shes theyre weve havent hasnt hows wheres whos whens
        please hello hi hey thanks thank exactly actually maybe perhaps like
        """);

    // Said in any question; they count, but little.
    private static readonly FrozenSet<string> Light = Words("""
        want wants wanted need needs needed know knows tell tells told give gives get gets got getting go goes going gone
        make makes made take takes took use uses using used put puts see say says said let lets think ask asking try
        thing things something anything stuff way ways kind sort possible able mean means
        question questions problem problems help info information explain show work works working right
        program programs software app apps application
        """);

    /// <param name="word">Lower case.</param>
    public static bool IsStop(string word) => Stop.Contains(word);

    /// <inheritdoc cref="IsStop"/>
    public static bool IsLight(string word) => Light.Contains(word);

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
