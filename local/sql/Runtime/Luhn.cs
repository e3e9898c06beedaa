namespace CustomerLake.Local.Sql.Runtime;

/// <summary>The check digit of card numbers.</summary>
internal static class Luhn
{
    /// <summary>Whether the digits are right; null for a text that is not all digits.</summary>
    public static bool? IsValid(string text)
    {
        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = (text[text.Length - 1 - i] - '0') * (1 + (i % 2));
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
