package io.microstream.hub.message;

/** A name under which a service is registered: never empty, bounded, without control characters. */
public record ServiceName(String value) {
    public ServiceName {
        if (value.isEmpty()) {
            throw new InvalidNameException(ErrorCode.SERVICE_NAME_MISSING, "A service needs a name: ?serviceName=…");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidNameException(
                    ErrorCode.SERVICE_NAME_INVALID, "A service's name has no control characters.");
        }
    }

    /**
     * Checks a name that came from outside.
     *
     * @param maxLength the longest accepted name, in UTF-16 code units
     * @throws InvalidNameException with the code that the peer is told
     */
    public static ServiceName of(String value, int maxLength) {
        if (value.length() > maxLength) {
            throw new InvalidNameException(
                    ErrorCode.SERVICE_NAME_INVALID, "A service's name has at most " + maxLength + " characters.");
        }
        return new ServiceName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
