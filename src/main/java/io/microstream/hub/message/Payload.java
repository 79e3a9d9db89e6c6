package io.microstream.hub.message;

import io.microstream.hub.json.RawJson;

/**
 * The part of a request that its target gets.
 *
 * @param json any JSON value but {@code null}
 * @param id the member {@code id} of an object, otherwise {@link RequestId#ABSENT}
 * @param idOffset where the id's text stands in {@code json}, in bytes from its beginning; 0 without an id;
 *     {@link #INSIDE} where the id's bytes are a part of the JSON's
 * @param event the member {@code event} of an object, whatever it is, or {@link RawJson#ABSENT}
 */
public record Payload(RawJson json, RequestId id, int idOffset, RawJson event) {
    /** The id's text tells itself where it stands. */
    public static final int INSIDE = -1;

    /** Where the id's text stands in the JSON, in bytes from its beginning. */
    @Override
    public int idOffset() {
        return idOffset == INSIDE ? id.text().offset() - json.offset() : idOffset;
    }

    /** A payload without an event. */
    public Payload(RawJson json, RequestId id, int idOffset) {
        this(json, id, idOffset, RawJson.ABSENT);
    }
}
