using System.Globalization;

namespace LinlyTalker.Ears.LanguageModel;

/// <summary>
/// Writes the text form of back-off models that every recogniser reads: per order, log10 probability, words, and for
/// all but the last order the log10 of the back-off weight (Doug Paul's ARPA format; SRILM's page <c>ngram-format</c>).
/// </summary>
public static class ArpaWriter
{
    public static void Write(TrigramModel model, TextWriter output)
    {
        output.Write("\\data\\\n");
        for (var order = 0; order < model.Orders.Count; order++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"ngram {order + 1}={model.Orders[order].Count}\n"));
        }

        for (var order = 0; order < model.Orders.Count; order++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\n\\{order + 1}-grams:\n"));
            foreach (var gram in model.Orders[order])
            {
                output.Write(Log(gram.Probability));
                output.Write('\t');
                output.Write(string.Join(' ', gram.Words));
                if (order < model.Orders.Count - 1)
                {
                    output.Write('\t');
                    output.Write(Log(gram.BackOff));
                }

                output.Write('\n');
            }
        }

        output.Write("\n\\end\\\n");
    }

    private static string Log(double value) => Math.Log10(value).ToString("F4", CultureInfo.InvariantCulture);
}
